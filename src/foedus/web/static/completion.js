// What may stand at the cursor of the Workshop's editor, as a list that is led by the keyboard.
//
// The text stays a text field of many lines: it keeps the focus, names the list (aria-controls) and the option that is
// meant (aria-activedescendant). It does not take the role of a combobox, which has one line only.

const text = document.getElementById("text");
const list = document.getElementById("options");
const live = document.getElementById("live");
const PAUSE = 120;

text.setAttribute("aria-autocomplete", "list");
text.setAttribute("aria-haspopup", "listbox");
text.setAttribute("aria-controls", "options");

const ruler = text.parentElement.appendChild(document.createElement("span"));
ruler.className = "measure";
ruler.setAttribute("aria-hidden", "true");

let items = [];
let typed = "";
let meant = -1;
let turn = 0;
let waiting;

const isOpen = () => !list.hidden;

const close = () => {
  turn++;
  clearTimeout(waiting);
  list.hidden = true;
  items = [];
  meant = -1;
  text.removeAttribute("aria-activedescendant");
};

const mean = (index) => {
  list.children[meant]?.setAttribute("aria-selected", "false");
  meant = (index + items.length) % items.length;
  const option = list.children[meant];
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", option.id);
};

// Below the word that is written, or above it where there is no room.
const place = () => {
  const before = text.value.slice(0, text.selectionStart - typed.length);
  const row = before.slice(before.lastIndexOf("\n") + 1);
  const style = getComputedStyle(text);
  const high = parseFloat(style.lineHeight);
  ruler.style.fontSize = style.fontSize;
  ruler.textContent = row;
  const x = parseFloat(style.paddingLeft) + ruler.offsetWidth - text.scrollLeft;
  const y = parseFloat(style.paddingTop) + before.split("\n").length * high - text.scrollTop;
  const room = text.offsetWidth - list.offsetWidth - 4;
  list.style.left = `${Math.max(4, Math.min(x, room))}px`;
  const above = y - high - list.offsetHeight;
  list.style.top = `${y + list.offsetHeight > text.offsetHeight && above > 0 ? above : y}px`;
};

const show = (answer) => {
  items = answer.items;
  typed = answer.typed;
  if (!items.length) {
    close();
    return false;
  }
  list.replaceChildren(
    ...items.map((item, index) => {
      const option = document.createElement("li");
      option.id = `option-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const label = option.appendChild(document.createElement("span"));
      label.className = "label";
      label.textContent = item.label;
      const about = option.appendChild(document.createElement("span"));
      about.className = "about";
      about.textContent = item.detail;
      return option;
    }),
  );
  list.hidden = false;
  list.scrollTop = 0;
  mean(0);
  place();
  live.textContent = `${items.length} ${items.length === 1 ? "suggestion" : "suggestions"}: ${items[0].label} ${items[0].detail}`;
  return true;
};

const ask = async (wanted) => {
  const mine = ++turn;
  const at = text.selectionStart;
  const value = text.value;
  if (at !== text.selectionEnd) return;
  let response;
  try {
    response = await fetch("/api/workshop/complete", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ before: value.slice(0, at), after: value.slice(at) }),
    });
    if (!response.ok || mine !== turn) return;
    const answer = await response.json();
    if (mine !== turn || text.value !== value || text.selectionStart !== at) return;
    if (!wanted && !answer.typed) close();
    else if (!show(answer) && wanted) live.textContent = "Nothing to suggest here.";
  } catch {
    // the check of the text says that the workbench does not answer
  }
};

const take = (index) => {
  const item = items[index];
  const at = text.selectionStart;
  const rest = /^[\w-]*/.exec(text.value.slice(at))[0];
  text.setSelectionRange(at - typed.length, at + rest.length);
  close();
  document.execCommand("insertText", false, item.text); // the one way that keeps the browser's undo
  close(); // what was inserted asks for no further suggestion
  live.textContent = `${item.label} inserted`;
};

text.addEventListener("input", (event) => {
  clearTimeout(waiting);
  turn++;
  const last = text.value.slice(0, text.selectionStart).at(-1) ?? "";
  if (event.inputType === "insertText" && /[\w-]/.test(last)) waiting = setTimeout(() => ask(false), PAUSE);
  else if (isOpen() && event.inputType === "deleteContentBackward" && /[\w-]/.test(last)) waiting = setTimeout(() => ask(false), PAUSE);
  else close();
});

text.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === " ") {
    event.preventDefault();
    ask(true);
    return;
  }
  if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  if (event.key in steps) {
    const far = Math.abs(steps[event.key]) > 1;
    const to = meant + steps[event.key];
    mean(far ? Math.max(0, Math.min(items.length - 1, to)) : to);
  } else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) take(meant);
  else if (event.key === "Escape") close();
  else {
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
    return;
  }
  event.preventDefault();
});

list.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the text keeps the focus
  const option = event.target.closest("li");
  if (option) take([...list.children].indexOf(option));
});
text.addEventListener("blur", close);
text.addEventListener("click", close);
text.addEventListener("scroll", () => {
  if (isOpen()) place();
});
