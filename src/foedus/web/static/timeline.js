// The picture of a life: zoom, pan, tips, and dates that can be dragged. Every change asks the server by its address;
// nothing is computed here but where a day stands.

const go = (address) => document.dispatchEvent(new CustomEvent("foedus:go", { detail: { address } }));

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const EPOCH = 719163; // the ordinal of 1970-01-01
const ROOM = 62;
const LETTER = 6.1;
const WIDTH = 880;

const dateOf = (ordinal) => new Date((ordinal - EPOCH) * 86400000);
const ordinalOf = (year, month, day) => {
  const made = new Date(0);
  made.setUTCFullYear(year, month, day);
  return Math.round(made.getTime() / 86400000) + EPOCH;
};
const iso = (ordinal) => {
  const date = dateOf(ordinal);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
};
const words = (ordinal) => {
  const date = dateOf(ordinal);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

const views = new Map(); // what was zoomed to, by page, so that a new reading is seen where one looks

function setUp(box) {
  const svg = box.querySelector("svg.life");
  if (!svg) return;
  const whole = { first: Number(svg.dataset.first), last: Number(svg.dataset.last) };
  const left = Number(svg.dataset.left);
  const right = Number(svg.dataset.right);
  const tip = box.querySelector(".tip");
  let { first, last } = whole;

  const perDay = () => (right - left) / (last - first);
  const x = (day) => left + (Math.min(Math.max(day, first), last) - first) * perDay();
  const seen = (a, b = a) => b >= first && a <= last;
  // From pixels of the screen to days: the picture is as wide as the page lets it be.
  const daysOf = (pixels) => pixels / ((svg.getBoundingClientRect().width / WIDTH) * perDay());

  const ticks = () => {
    const found = [];
    const year = 365.25 * perDay();
    const month = 30.4 * perDay();
    const monthStep = [1, 3, 6].find((step) => step * month >= ROOM);
    const from = dateOf(first);
    if (!monthStep) {
      const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].find((one) => one * year >= ROOM) ?? 5000;
      const start = Math.ceil(from.getUTCFullYear() / step) * step;
      for (let at = start; at <= dateOf(last).getUTCFullYear(); at += step) if (at > 0) found.push([ordinalOf(at, 0, 1), String(at)]);
    } else if (monthStep > 1 || month < 4 * ROOM) {
      let at = from.getUTCFullYear() * 12 + from.getUTCMonth();
      at = Math.ceil(at / monthStep) * monthStep;
      for (let day; (day = ordinalOf(Math.floor(at / 12), at % 12, 1)) <= last; at += monthStep)
        found.push([day, `${MONTHS[at % 12].slice(0, 3)} ${Math.floor(at / 12)}`]);
    } else {
      const step = 7 * perDay() >= ROOM ? 7 : 14;
      for (let at = from.getUTCFullYear() * 12 + from.getUTCMonth(); ordinalOf(Math.floor(at / 12), at % 12, 1) <= last; at += 1)
        for (let number = 1; number < 29; number += step)
          found.push([
            ordinalOf(Math.floor(at / 12), at % 12, number),
            `${number} ${MONTHS[at % 12].slice(0, 3)}${number === 1 ? ` ${Math.floor(at / 12)}` : ""}`,
          ]);
    }
    return found.filter(([day]) => seen(day));
  };

  const make = (name, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };

  const show = (element, on) => (on ? element.removeAttribute("display") : element.setAttribute("display", "none"));

  const pack = (lane) => {
    const top = Number(lane.dataset.top);
    const high = Number(lane.dataset.lane);
    const ends = Array(Number(lane.dataset.lanes)).fill(-Infinity);
    if (lane.dataset.rug === "1") ends[0] = Infinity;
    const marks = [...lane.querySelectorAll("g.mark")].sort((a, b) => a.dataset.a - b.dataset.a);
    for (const mark of marks) {
      const here = seen(Number(mark.dataset.a), Number(mark.dataset.b));
      show(mark, here);
      if (!here) continue;
      const at = x(Number(mark.dataset.a));
      const label = mark.querySelector(".mark-label");
      const end = at + 12 + LETTER * label.textContent.length;
      let place = end <= WIDTH ? ends.findIndex((taken) => taken <= at - 8) : -1;
      const labelled = place >= 0;
      if (!labelled) place = ends.findIndex((taken) => taken <= at - 8);
      if (place < 0) place = ends.indexOf(Math.min(...ends));
      ends[place] = labelled ? end : Math.max(ends[place], at + 8);
      mark.setAttribute("transform", `translate(${at.toFixed(1)},${top + place * high + 8})`);
      show(label, labelled);
      mark.querySelector(".range")?.setAttribute("width", (x(Number(mark.dataset.b)) - at).toFixed(1));
    }
  };

  const draw = () => {
    for (const bar of svg.querySelectorAll("rect.bar")) {
      const a = x(Number(bar.dataset.a));
      const b = x(Number(bar.dataset.b));
      show(bar, b > a);
      bar.setAttribute("x", a.toFixed(1));
      bar.setAttribute("width", Math.max(b - a, 1.5).toFixed(1));
    }
    for (const end of svg.querySelectorAll("polygon[data-a]")) show(end, Number(end.dataset.a) <= last);
    for (const line of svg.querySelectorAll("line.rug")) {
      const at = x(Number(line.dataset.a)).toFixed(1);
      show(line, seen(Number(line.dataset.a)));
      line.setAttribute("x1", at);
      line.setAttribute("x2", at);
    }
    svg.querySelectorAll(".lane").forEach(pack);
    const cursor = svg.querySelector(".cursor");
    if (cursor) {
      show(cursor, seen(Number(cursor.dataset.a)));
      cursor.setAttribute("transform", `translate(${x(Number(cursor.dataset.a)).toFixed(1)},0)`);
    }
    const grid = svg.querySelector(".grid");
    grid.replaceChildren(
      ...ticks().flatMap(([day, label]) => {
        const at = x(day).toFixed(1);
        return [
          make("line", { x1: at, x2: at, y1: 20, y2: grid.dataset.bottom, class: "tick" }),
          make("text", { x: at, y: 14, class: "tick-label", "text-anchor": "middle" }, label),
        ];
      }),
    );
  };

  let telling;
  const look = (from, to) => {
    const length = Math.min(Math.max(to - from, 14), 12000 * 366);
    first = Math.max(1, Math.round(from));
    last = Math.min(3652059, Math.round(first + length));
    const isWhole = first === whole.first && last === whole.last;
    if (isWhole) views.delete(location.pathname);
    else views.set(location.pathname, { first, last });
    draw();
    clearTimeout(telling);
    telling = setTimeout(() => {
      const here = new URL(location.href);
      if (here.pathname !== box.dataset.base) return;
      if (isWhole) ["from", "to"].forEach((name) => here.searchParams.delete(name));
      else {
        here.searchParams.set("from", iso(first));
        here.searchParams.set("to", iso(last));
      }
      history.replaceState(history.state, "", here);
    }, 300);
  };

  const zoom = (factor, about = (first + last) / 2) => look(about - (about - first) * factor, about + (last - about) * factor);

  // -- tips: what a pointer or the keyboard rests on

  const tell = (element, text = element.dataset.tip) => {
    tip.textContent = text;
    tip.hidden = false;
    const frame = box.getBoundingClientRect();
    const at = element.getBoundingClientRect();
    const across = Math.min(Math.max(at.left - frame.left + Math.min(at.width, 24), 4), Math.max(4, frame.width - tip.offsetWidth - 4));
    tip.style.setProperty("left", `${across}px`);
    tip.style.setProperty("top", `${at.top - frame.top + Math.min(at.height, 20) + 10}px`);
  };
  const hush = () => (tip.hidden = true);

  for (const element of svg.querySelectorAll(".mark, .bar, .cursor")) {
    const title = element.querySelector(":scope > title");
    if (!title) continue;
    element.dataset.tip = title.textContent;
    if (!element.hasAttribute("aria-label")) {
      element.setAttribute("aria-label", title.textContent.replaceAll("\n", "; "));
      element.setAttribute("role", "img");
    }
    title.remove(); // the browser's own tip would stand over ours
    element.addEventListener("pointerenter", () => tell(element));
    element.addEventListener("pointerleave", hush);
    element.addEventListener("focus", () => tell(element));
    element.addEventListener("blur", hush);
  }

  // -- changes: an act on another day or left out, another day asked about

  const ask = (changes) => {
    const to = new URL(box.dataset.change, location.href);
    to.search = location.search;
    for (const [name, value] of Object.entries(changes)) to.searchParams.set(name, value);
    go(to.href);
  };
  const askOn = (day) => {
    const to = new URL(location.href);
    to.searchParams.set("on", iso(day));
    go(to.href);
  };

  const put = (element, day) => {
    element.dataset.a = String(day);
    element.setAttribute("transform", element.getAttribute("transform").replace(/\([^,]+/, `(${x(day).toFixed(1)}`));
    element.classList.add("moving");
    const told = element.classList.contains("cursor") ? `the day asked about: ${words(day)}` : `${element.querySelector(".mark-label").textContent}: ${words(day)}`;
    if (element.getAttribute("role") === "slider") {
      element.setAttribute("aria-valuenow", String(day));
      element.setAttribute("aria-valuetext", words(day));
    }
    tell(element, told);
  };

  const settle = (element, day) => {
    if (element.classList.contains("cursor")) askOn(day);
    else ask({ how: "move", event: element.dataset.name, date: iso(day) });
  };

  for (const element of svg.querySelectorAll(".movable, .cursor[role=slider]")) {
    const home = Number(element.dataset.a);
    element.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      event.stopPropagation();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      const begin = event.clientX;
      let day = home;
      const move = (now) => {
        day = Math.min(Math.max(home + Math.round(daysOf(now.clientX - begin)), first), last);
        put(element, day);
      };
      const stop = (now) => {
        element.removeEventListener("pointermove", move);
        element.removeEventListener("pointerup", stop);
        element.removeEventListener("pointercancel", stop);
        if (now.type === "pointerup" && day !== home) settle(element, day);
        else {
          put(element, home);
          element.classList.remove("moving");
        }
      };
      element.addEventListener("pointermove", move);
      element.addEventListener("pointerup", stop);
      element.addEventListener("pointercancel", stop);
    });
    element.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -365, PageUp: 365 }[event.key];
      const day = Number(element.dataset.a);
      if (step) put(element, Math.min(Math.max(day + step * (event.shiftKey ? 30 : 1), first), last));
      else if (event.key === "Enter" || event.key === " ") day === home ? tell(element) : settle(element, day);
      else if (event.key === "Escape" && day !== home) {
        put(element, home);
        element.classList.remove("moving");
      } else if (event.key === "Delete" && element.dataset.name) ask({ how: "leave-out", event: element.dataset.name });
      else return;
      event.preventDefault();
    });
  }

  // -- the picture as a whole: pan by dragging its ground, zoom by buttons, keys and the wheel with Ctrl

  svg.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return; // a finger scrolls the picture
    const begin = { at: event.clientX, first, last };
    svg.setPointerCapture(event.pointerId);
    svg.classList.add("panning");
    const move = (now) => {
      const by = daysOf(now.clientX - begin.at);
      look(begin.first - by, begin.last - by);
    };
    const stop = () => {
      svg.removeEventListener("pointermove", move);
      svg.classList.remove("panning");
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", stop, { once: true });
    svg.addEventListener("pointercancel", stop, { once: true });
  });
  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const frame = svg.getBoundingClientRect();
      const about = first + ((event.clientX - frame.left) * (WIDTH / frame.width) - left) / perDay();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, about);
    },
    { passive: false },
  );
  const tools = {
    in: () => zoom(0.6, centre()),
    out: () => zoom(1 / 0.6),
    left: () => look(first - (last - first) / 4, last - (last - first) / 4),
    right: () => look(first + (last - first) / 4, last + (last - first) / 4),
    all: () => look(whole.first, whole.last),
  };
  // Zooming in keeps the day asked about in sight, where it is.
  const centre = () => {
    const cursor = svg.querySelector(".cursor");
    const on = cursor ? Number(cursor.dataset.a) : NaN;
    return on > first && on < last ? on : (first + last) / 2;
  };
  box.querySelector(".tools").hidden = false;
  for (const button of box.querySelectorAll("[data-zoom]")) button.addEventListener("click", tools[button.dataset.zoom]);
  box.querySelector(".picture").addEventListener("keydown", (event) => {
    if (event.target !== event.currentTarget) return;
    const tool = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "all" }[event.key];
    if (!tool) return;
    event.preventDefault();
    tools[tool]();
  });

  const before = views.get(location.pathname);
  if (before && !new URLSearchParams(location.search).has("from")) look(before.first, before.last);
  svg.dataset.ready = "yes";
}

document.addEventListener("foedus:main", () => document.querySelectorAll("[data-timeline]").forEach(setUp));
