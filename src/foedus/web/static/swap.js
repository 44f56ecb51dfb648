// Links and GET forms marked data-swap: fetch the page, replace <main>, keep the address, the focus and the place.
// Without this script they are plain links and forms and do the same with a new page.

const main = () => document.getElementById("main");
let latest = 0;
const page = () => location.pathname + location.search;
let shown = page();

const announce = (text) => {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
};

const ready = () => document.dispatchEvent(new CustomEvent("foedus:main", { detail: { main: main() } }));

// What had the focus is found again by its id, or by data-key where it is one of many.
const marked = (element) => {
  if (!element || !main().contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.dataset.key) return `[data-key="${CSS.escape(element.dataset.key)}"]`;
  return null;
};

const opened = () => new Set([...main().querySelectorAll("details[open][id]")].map((one) => one.id));

async function go(address, { push = true, scroll = false } = {}) {
  const turn = ++latest;
  main().setAttribute("aria-busy", "true");
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "text/html" } });
    const kind = response.headers.get("content-type") ?? "";
    if (!kind.startsWith("text/html")) throw new Error("no page");
    const text = await response.text();
    if (turn !== latest) return; // a later click has overtaken this one
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const next = fresh.getElementById("main");
    if (!next) throw new Error("no main");
    const focus = marked(document.activeElement);
    const open = opened();
    if (push) history.pushState({}, "", response.url || address);
    shown = page();
    document.title = fresh.title;
    main().replaceWith(document.adoptNode(next));
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const again = focus && main().querySelector(focus);
    if (again) again.focus({ preventScroll: true });
    if (scroll) scrollTo(0, 0);
    announce(main().querySelector("[data-announce]")?.textContent.trim().replace(/\s+/g, " ") ?? fresh.title);
    ready();
  } catch {
    if (turn === latest) location.assign(address); // let the browser show what is wrong
  }
}

const addressOf = (form, submitter) => {
  const data = new FormData(form, submitter);
  const query = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string" && value !== "") query.append(name, value);
  const to = new URL(submitter?.getAttribute("formaction") ?? form.action, location.href);
  to.search = query.toString();
  return to.href;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href, { scroll: link.dataset.swap === "top" });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]") || form.method !== "get" || event.defaultPrevented) return;
  event.preventDefault();
  go(addressOf(form, event.submitter));
});

// A form that asks for it sends itself when a choice is made (data-auto), or while one types in a search field.
let typing;
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("form[data-swap][data-auto]") && event.target.type !== "search") form.requestSubmit();
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("form[data-swap][data-auto]") || event.target.type !== "search") return;
  clearTimeout(typing);
  typing = setTimeout(() => form.requestSubmit(), 180);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || event.button || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(location.href.replace(/#.*/, ""));
    announce("The link is copied.");
    link.dataset.done = "copied";
    setTimeout(() => delete link.dataset.done, 2000);
  } catch {
    announce("The link stands in the address bar.");
  }
});

// Going to a place within the page (a link to #main, and back) changes no page: what one writes in it would be lost.
addEventListener("popstate", () => {
  if (page() !== shown) go(location.href, { push: false });
});

// Other scripts ask for a page by an event: a module that is imported by name would be a second one beside this.
document.addEventListener("foedus:go", (event) => go(new URL(event.detail.address, location.href).href));

if (document.readyState === "complete") ready();
else addEventListener("DOMContentLoaded", ready); // after every module has run
