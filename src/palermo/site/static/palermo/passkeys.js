// Asks the browser for a passkey and sends its answer with the form. All else works without this file.
"use strict";

(() => {
  const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  // What newer browsers do themselves, for those that do not.
  const toCreate = (options) => PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
  };
  const toGet = (options) => PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  };
  const told = (credential) => {
    if (credential.toJSON) return credential.toJSON();
    const response = {};
    for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = letters(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: letters(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  async function ask(form) {
    const options = form.dataset.options
      ? JSON.parse(form.dataset.options)
      : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: toCreate(options.publicKey) })
      : navigator.credentials.get({ publicKey: toGet(options.publicKey) });
  }

  async function answer(event) {
    const form = event.target, failed = form.querySelector("[data-failed]");
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(told(await ask(form)));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.querySelector("[data-with]").hidden = false;
    form.querySelector("[data-without]").hidden = true;
    form.addEventListener("submit", answer);
  }
})();
