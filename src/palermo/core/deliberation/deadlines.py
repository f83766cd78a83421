"""By when something is due: the first phrase of a paragraph that fixes a day, a period or a session."""

from palermo.core.deliberation.words import Words

Day = tuple[int, int, int]  # year, month, day; 0 for what is not given


def deadline_of(text: str, words: Words, since: Day = (0, 0, 0)) -> str | None:
    """The phrase as printed; None where there is none. What lies before the day `since` is past."""
    for hit in words.deadline.finditer(text):
        due = words.day_in(hit[0])
        if hit["loose"] is not None and not (due[0] and since[0]):
            continue
        if words.not_due.search(text, max(0, hit.start() - 120), hit.start()):
            continue
        if due[0] and is_before(due, since):
            continue
        return " ".join(hit[0].split()).strip(" ,;:.،，；。")
    return None


def is_before(due: Day, since: Day) -> bool:
    """Whether a day lies before another, as far as both are given."""
    given = [(one, other) for one, other in zip(due, since, strict=True) if one and other]
    return [one for one, _ in given] < [other for _, other in given]
