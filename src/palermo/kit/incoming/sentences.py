"""What is wrong with a file, in sentences that say what to do; by the codes of the reading process."""

from django.utils.translation import gettext_noop as _

FILE = {
    "file.empty": _("This file is empty. Choose the file that holds your rows."),
    "file.no_rows": _(
        "This file holds no rows. Write the names of the columns in its first row, and rows below."
    ),
    "file.large": _("This file has %(size)s bytes. Files of at most %(most)s can be taken: split it."),
    "file.rows": _("This file has more than %(most)s rows. Split it."),
    "file.columns": _("More than %(most)s columns hold something. Remove those that are not asked for."),
    "file.produced": _("This file holds more text than can be taken at once. Split it."),
    "file.busy": _("Another file is being read. Try again in a minute: nothing is wrong with this one."),
    "file.slow": _("Reading this file took longer than %(most)s seconds, and was stopped. Split it."),
    "file.memory": _(
        "Reading this file took more memory than is given to one file, and was stopped. Split it."
    ),
    "file.unreadable": _("This file could not be read. Open it in a spreadsheet program, and save it anew."),
    "kind.other": _("This is a file of the kind %(kind)s. Save your table as XLSX, or as CSV in UTF-8."),
    "kind.archive": _("This is an archive, not a workbook. Save your table as XLSX, or as CSV in UTF-8."),
    "kind.old_workbook": _("This is a workbook of the old kind (%(kind)s). Save it as XLSX."),
    "kind.encrypted": _("This file is protected by a password. Save it without one."),
    "text.utf16": _("This file says that it is in UTF-16, and is not. Save it as CSV in UTF-8."),
    "text.utf16_unmarked": _("This file is in UTF-16 without a mark that says so. Save it as CSV in UTF-8."),
    "text.utf32": _("This file is in UTF-32. Save it as CSV in UTF-8."),
    "text.encoding": _(
        "This file is not in UTF-8: line %(line)s, column %(column)s holds another byte. Save it as CSV in "
        "UTF-8."
    ),
    "text.binary": _(
        "This is no text: line %(line)s, column %(column)s holds a null byte. Save it as CSV in UTF-8."
    ),
    "text.quotes": _(
        "A quotation mark is out of place by line %(line)s. One within a cell is written twice, and the cell "
        "in quotation marks."
    ),
    "text.delimiter": _(
        "It cannot be told whether commas, semicolons or tabs stand between the columns. Use one of them "
        "alone."
    ),
}
BOOK = {
    "book.damaged": _(
        "This workbook is damaged. Open it in a spreadsheet program, and save it anew as XLSX."
    ),
    "book.members": _("This workbook is made of more than %(most)s parts. Save its table alone as XLSX."),
    "book.name": _("A part of this workbook has a name that none may have (%(name)s). Save it anew as XLSX."),
    "book.twice": _("Two parts of this workbook have the same name (%(name)s). Save it anew as XLSX."),
    "book.method": _(
        "A part of this workbook (%(name)s) is packed in a way that XLSX has not. Save it anew as XLSX."
    ),
    "book.overlap": _("Parts of this workbook lie one over another (%(name)s). Save it anew as XLSX."),
    "book.lies": _("A part of this workbook is not what it says it is (%(name)s). Save it anew as XLSX."),
    "book.unpacked": _("Unpacked, this workbook has more than %(most)s bytes. Split it."),
    "book.elements": _("This workbook has more than %(most)s cells and other elements. Split it."),
    "book.depth": _(
        "The XML of this workbook is more than %(most)s elements deep (%(name)s). Save it anew as XLSX."
    ),
    "book.doctype": _(
        "The XML of this workbook has a document type (%(name)s). None is taken: save it anew as XLSX."
    ),
    "book.markup": _(
        "The XML of this workbook is not well formed (%(name)s, line %(line)s, column %(column)s). Save it "
        "anew as XLSX."
    ),
    "book.strict": _("This workbook is saved as “Strict Open XML”. Save it as an ordinary XLSX."),
    "book.macros": _("This workbook holds macros. Save it as XLSX, without them."),
    "book.links": _("This workbook is linked to other files (%(name)s). Break the links, and save it anew."),
    "book.embedded": _("Another file or a control is embedded in this workbook (%(name)s). Remove it."),
    "book.connections": _("This workbook fetches data from elsewhere (%(name)s). Remove the connection."),
    "book.sheets": _(
        "%(count)s sheets hold something: %(names)s. Leave one, and put the others into files of their own."
    ),
    "book.hidden_sheet": _("The sheet “%(name)s” is hidden and holds something. Show it, or delete it."),
}
SHEET = {
    "sheet.order": _(
        "Rows or cells of this sheet are not in their order, or stand in it twice. Save it anew as XLSX."
    ),
    "sheet.columns": _(
        "This sheet has more columns than the %(most)s that any may have. Save it anew as XLSX."
    ),
    "sheet.hidden_row": _(
        "Hidden rows begin here (%(count)s). Show them, or delete them; a filter may hide them."
    ),
    "sheet.hidden_column": _("Hidden columns begin here (%(count)s). Show them, or delete them."),
    "sheet.merged": _("Cells are merged here (%(cells)s). Unmerge them: each row has values of its own."),
    "row.empty": _("Empty rows begin here (%(count)s). Delete them."),
}
CELL = {
    "cell.long": _("This cell holds %(length)s characters, and may hold %(longest)s. Shorten it."),
    "cell.lines": _("A line ends within this cell (%(code)s, character %(place)s). Write it in one line."),
    "cell.control": _("A control character stands in this cell (%(code)s, character %(place)s). Remove it."),
    "cell.direction": _(
        "A character that turns the direction of writing stands in this cell (%(code)s, character "
        "%(place)s). Remove it."
    ),
    "cell.unseen": _(
        "A character that nobody sees stands in this cell (%(code)s, character %(place)s). Remove it."
    ),
    "cell.lost": _(
        "A letter was lost in this cell (%(code)s, character %(place)s). Write it anew, and save the file in "
        "UTF-8."
    ),
    "cell.formula": _("This cell is a formula. Give its value."),
    "cell.error": _("This cell holds an error (%(value)s). Give a value, or leave it empty."),
    "cell.early": _(
        "This cell is a date before March 1900 (%(value)s), which spreadsheets miscount. Write it as text."
    ),
}
SENTENCES = FILE | BOOK | SHEET | CELL
