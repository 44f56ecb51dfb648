// While the catalogue is being worked out: how far it is, and the page again once it is whole.

let asking = false;

async function watch() {
  const box = document.querySelector("[data-building]");
  if (!box || asking) return;
  asking = true;
  try {
    const told = await (await fetch("/api/library/progress")).json();
    box.querySelector("[data-done]").textContent = told.read;
    box.querySelector("progress").value = told.read;
    if (told.read >= told.of) {
      document.dispatchEvent(new CustomEvent("foedus:go", { detail: { address: location.href } }));
      return;
    }
  } catch {
    // the server is gone, or busy: asked again below
  } finally {
    asking = false;
  }
  setTimeout(watch, 700);
}

document.addEventListener("foedus:main", watch);
