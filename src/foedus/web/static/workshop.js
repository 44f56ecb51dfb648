// The editor of the Workshop: line numbers, faults at their lines, a check while one writes, saving without leaving.
// Without this script the form does the same by its buttons.

const form = document.getElementById("draft");
const text = document.getElementById("text");
const gutter = document.getElementById("gutter");
const marks = document.getElementById("marks");
const result = document.getElementById("result");
const state = document.getElementById("state");
const here = document.getElementById("here");
const PAUSE = 350; // milliseconds without a key before the text is checked

let faults = []; // of the last check, those of this file: {line, column, severity, told}
let saved = form.dataset.saved === "yes" ? text.value : null;
let turn = 0;
let leaving = false;

document.documentElement.classList.add("has-script");
gutter.hidden = false;
document.getElementById("keys").hidden = false;

// -- lines

const lines = gutter.appendChild(document.createElement("div"));
lines.className = "gutter-lines";
const band = document.createElement("div");
band.className = "current";

const lineHeight = () => parseFloat(getComputedStyle(text).lineHeight);
const padding = () => parseFloat(getComputedStyle(text).paddingTop);
const lineAt = (place) => text.value.slice(0, place).split("\n").length;
const start = (line) => {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const end = text.value.indexOf("\n", at);
    if (end < 0) return text.value.length;
    at = end + 1;
  }
  return at;
};

const number = () => {
  const count = text.value.split("\n").length;
  while (lines.children.length < count) lines.appendChild(document.createElement("span")).textContent = lines.children.length;
  while (lines.children.length > count) lines.lastChild.remove();
};

const scrolled = () => {
  lines.style.transform = `translateY(${-text.scrollTop}px)`;
  const high = lineHeight();
  const top = padding() - text.scrollTop;
  for (const mark of marks.children) mark.style.top = `${top + (Number(mark.dataset.line) - 1) * high}px`;
};

const paint = () => {
  const worst = new Map();
  for (const fault of faults) if (worst.get(fault.line) !== "error") worst.set(fault.line, fault.severity);
  [...lines.children].forEach((line, index) => {
    line.className = worst.get(index + 1) ?? "";
  });
  marks.replaceChildren(band);
  for (const [line, severity] of worst) {
    const mark = marks.appendChild(document.createElement("div"));
    mark.className = severity;
    mark.dataset.line = line;
  }
  whereami();
};

// What stands below the editor: the place of the cursor and, if its line has a fault, that.
const whereami = () => {
  const line = lineAt(text.selectionStart);
  const column = [...text.value.slice(start(line), text.selectionStart)].length + 1;
  band.dataset.line = line;
  lines.querySelector(".now")?.classList.remove("now", "current");
  lines.children[line - 1]?.classList.add("now", "current");
  const fault = faults.find((one) => one.line === line);
  here.textContent = `Line ${line}, column ${column}${fault ? `: ${fault.told}` : ""}`;
  here.dataset.kind = fault ? fault.severity : "";
  scrolled();
};

const go = (line, column) => {
  const at = start(line);
  const row = text.value.slice(at).split("\n", 1)[0];
  const place = at + [...row].slice(0, column - 1).join("").length;
  text.focus();
  text.setSelectionRange(place, place);
  text.scrollTop = Math.max(0, (line - 1) * lineHeight() - text.clientHeight / 2);
  text.scrollLeft = 0;
  whereami();
};

// -- checking

const found = (fault) => ({
  line: fault.line,
  column: fault.column,
  severity: fault.severity,
  told: (fault.expected ? `found ${fault.found}, expected ${fault.expected}` : fault.found) + (fault.remedy ? ` → ${fault.remedy}` : ""),
});

const told = (message, kind = "") => {
  state.textContent = message;
  state.dataset.kind = kind;
};

const ask = (path, data) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) });

const reason = async (response) => {
  try {
    return (await response.json()).error;
  } catch {
    return `The workbench answers ${response.status}.`;
  }
};

const check = async () => {
  const mine = ++turn;
  const sent = text.value;
  let response;
  try {
    response = await ask("/api/workshop/check", { id: form.dataset.id, text: sent });
  } catch {
    if (mine === turn) told("The workbench does not answer; your text is still here.", "bad");
    return;
  }
  if (mine !== turn) return; // the text has changed again
  if (!response.ok) {
    told(await reason(response), "bad");
    return;
  }
  const answer = await response.json();
  if (mine !== turn) return;
  faults = answer.faults.filter((fault) => fault.file === `${form.dataset.id}.yaml`).map(found);
  const parts = new DOMParser().parseFromString(answer.html, "text/html");
  const fresh = ["faults", "outcome"].map((id) => parts.getElementById(id));
  // a dossier in the middle of a word has faults: what it came to before stays in sight, paler
  if (!answer.usable && result.querySelector("#outcome .lines")) fresh[1] = result.querySelector("#outcome");
  const unfolded = [...result.querySelectorAll("details[open][id]")].map((one) => one.id);
  const opened = document.activeElement?.closest?.("#result") ? document.activeElement.dataset.line : undefined;
  result.replaceChildren(...fresh);
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  result.toggleAttribute("data-stale", !answer.usable);
  if (opened) result.querySelector(`[data-line="${opened}"]`)?.focus();
  paint();
};

let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
};

const changed = () => text.value !== saved;

text.addEventListener("input", () => {
  number();
  faults = faults.filter((fault) => fault.line <= lines.children.length);
  paint();
  told(changed() ? "Not saved" : "As saved");
  soon();
});
text.addEventListener("scroll", scrolled);
document.addEventListener("selectionchange", () => {
  if (document.activeElement === text) whereami();
});
new ResizeObserver(() => scrolled()).observe(text);

result.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  if (!link) return;
  event.preventDefault();
  go(Number(link.dataset.line), Number(link.dataset.column));
});
lines.addEventListener("click", (event) => {
  const line = [...lines.children].indexOf(event.target) + 1;
  if (line) go(line, faults.find((fault) => fault.line === line)?.column ?? 1);
});

// -- saving

const save = async () => {
  const sent = text.value;
  told("Saving …");
  let response;
  try {
    response = await ask(`/api/workshop/save/${encodeURIComponent(form.dataset.id)}`, {
      text: sent,
      base: form.elements.base.value,
      token: form.elements.token.value,
    });
  } catch {
    told("The workbench does not answer. Nothing is saved; your text is still here.", "bad");
    return;
  }
  if (response.status === 409 || response.status === 403) {
    leaving = true; // the page that comes shows both texts, or this one once more: nothing is lost
    form.requestSubmit(document.getElementById("save"));
    return;
  }
  if (!response.ok) {
    told(await reason(response), "bad");
    return;
  }
  const answer = await response.json();
  form.elements.base.value = answer.base;
  saved = sent;
  told(changed() ? "Saved; changed since" : `Saved${answer.earlier ? "; the earlier version is kept" : ""}`, "good");
};

form.addEventListener("submit", (event) => {
  if (!leaving && event.submitter?.id === "save") {
    event.preventDefault();
    save();
    return;
  }
  leaving = true;
});

addEventListener("beforeunload", (event) => {
  if (changed() && !leaving) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false;
});

// -- keys

const next = (back) => {
  const now = text.selectionStart;
  const places = faults.map((fault) => ({ ...fault, at: start(fault.line) + fault.column - 1 }));
  if (!places.length) return;
  const ordered = back ? places.toReversed() : places;
  const fault = ordered.find((one) => (back ? one.at < now : one.at > now)) ?? ordered[0];
  go(fault.line, fault.column);
  document.getElementById("live").textContent = here.textContent;
};

text.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    next(event.shiftKey);
  } else if (event.key === "Enter" && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const line = text.value.slice(start(lineAt(text.selectionStart)), text.selectionStart);
    const indent = /^ */.exec(line)[0] + (/:\s*$/.test(line) && !line.trimStart().startsWith("#") ? "  " : "");
    if (!indent) return;
    event.preventDefault();
    document.execCommand("insertText", false, `\n${indent}`); // the one way that keeps the browser's undo
  }
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
});

number();
for (const link of result.querySelectorAll("a[data-line]")) {
  const item = link.closest("li");
  const paragraphs = [...item.querySelectorAll("p:not(.fault-place, .excerpt)")].map((one) => one.textContent.trim().replace(/\s+/g, " "));
  faults.push({
    line: Number(link.dataset.line),
    column: Number(link.dataset.column),
    severity: item.classList.contains("warning") ? "warning" : "error",
    told: paragraphs.join(" → "),
  });
}
paint();
