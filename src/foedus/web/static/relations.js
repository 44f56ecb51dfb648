// The map of relations: a slider over the months that plays, ties that come and go, actors looked at.
// Every tie is in the picture with its days; this script shows those of the day. What stands beside the picture is
// fetched from the server, which alone knows how to tell it.

const EPOCH = 719163; // the number that foedus gives to 1970-01-01
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const FIRST_KINDS = ["war", "alliance", "neutrality", "non-aggression"];
const WORDS = { war: "at war", alliance: "allied", neutrality: "neutrality", "non-aggression": "non-aggression",
  consultation: "consultation" };
const TICK = 300;

const iso = (day) => new Date((day - EPOCH) * 864e5).toISOString().slice(0, 10);
const number = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5) + EPOCH;
const words = (day) => {
  const [year, month, date] = iso(day).split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
};
const spans = (text) => text.split(" ").filter(Boolean).map((span) => {
  const [start, end] = span.replace("?", "").split("-").map(Number);
  return { start, end, sure: !span.endsWith("?") };
});
const held = (those, on) => {
  const now = those.filter((span) => span.start <= on && on < span.end);
  return now.some((span) => span.sure) ? "every" : now.length ? "some" : "";
};

let stop = () => {};

const setUp = () => {
  stop();
  const map = document.getElementById("map");
  const ring = document.getElementById("ring");
  if (!map || !ring) return;

  const slider = document.getElementById("when");
  const play = document.getElementById("play");
  const dateField = document.getElementById("on");
  const form = document.getElementById("time");
  const stops = slider.dataset.stops.split(" ").map(Number);
  const monthly = JSON.parse(map.dataset.months);
  const first = Number(map.dataset.first);
  const last = Number(map.dataset.last);
  const boxes = [...form.querySelectorAll('input[name="kind"]')];
  const lines = [...ring.querySelectorAll("[data-spans]")].map((element) => ({
    element,
    ends: [element.dataset.a, element.dataset.b ?? element.dataset.hub],
    hub: element.dataset.hub,
    kinds: (element.dataset.kinds ?? element.dataset.kind).split(" "),
    spans: spans(element.dataset.spans),
  }));
  const hubs = [...ring.querySelectorAll(".hub[data-hub]")];
  const actors = [...ring.querySelectorAll(".actor[data-actor]")];
  const left = new Set([...form.querySelectorAll('input[name="hide"]:checked')].map((box) => box.value));

  let on = number(dateField.value);
  let of = new URL(location.href).searchParams.get("of") ?? "";
  let looked = of;
  let timer = 0;
  let waiting = 0;
  let speaking = 0;
  let turn = 0;
  let counts = {};

  const kinds = () => new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const place = () => stops.findLastIndex((start) => start <= on);

  const address = () => {
    const to = new URL(location.href);
    const query = to.searchParams;
    query.set("on", iso(on));
    query.set("from", form.elements.from.value);
    query.set("to", form.elements.to.value);
    if (of) query.set("of", of);
    else query.delete("of");
    query.delete("kind");
    const shown = [...kinds()];
    if (shown.join() !== FIRST_KINDS.join()) shown.forEach((kind) => query.append("kind", kind));
    to.pathname = "/relations";
    return to;
  };

  const draw = () => {
    const shown = kinds();
    const near = new Set();
    const tied = new Set();
    const members = new Map();
    for (const line of lines) {
      const kind = line.kinds.find((name) => shown.has(name));
      const how = kind && !left.has(line.hub) ? held(line.spans, on) : "";
      const { classList } = line.element;
      classList.toggle("off", !how);
      classList.toggle("maybe", how === "some");
      const lit = Boolean(how && looked && line.ends.includes(looked));
      classList.toggle("lit", lit);
      if (!how) continue;
      tied.add(line.ends[0]);
      tied.add(line.ends[1]);
      if (line.hub) {
        members.set(line.hub, (members.get(line.hub) ?? 0) + 1);
        for (const name of line.kinds) classList.toggle(`k-${name}`, name === kind);
      }
      if (lit) line.ends.forEach((end) => near.add(end));
    }
    for (const hub of hubs) {
      hub.classList.toggle("off", !members.has(hub.dataset.hub));
      hub.classList.toggle("near", near.has(hub.dataset.hub));
    }
    for (const actor of actors) {
      const key = actor.dataset.actor;
      actor.classList.toggle("idle", !tied.has(key));
      actor.classList.toggle("near", near.has(key));
      actor.classList.toggle("chosen", key === of);
    }
    ring.classList.toggle("looking", Boolean(looked && near.size));
    for (const line of map.querySelectorAll(".strip polyline")) {
      line.classList.toggle("off", ![...shown].some((kind) => line.classList.contains(`k-${kind}`)));
    }
  };

  const tell = () => {
    const text = words(on);
    const date = document.getElementById("date");
    date.textContent = text;
    date.dateTime = iso(on);
    dateField.value = iso(on);
    slider.value = place();
    const shown = kinds();
    for (const [kind, counted] of Object.entries(monthly)) {
      const cell = form.querySelector(`[data-count="${kind}"]`);
      const here = counts[kind] ?? counted[place()];
      if (cell) cell.textContent = shown.has(kind) ? here : "";
    }
    slider.setAttribute("aria-valuetext", sentence());
    document.title = document.title.replace(/^Relations.*? ·/, `Relations on ${text} ·`);
  };

  const sentence = () => {
    const shown = kinds();
    const parts = [...shown]
      .map((kind) => `${counts[kind] ?? monthly[kind][place()]} pairs ${WORDS[kind]}`);
    return `${words(on)}: ${parts.join(", ")}`;
  };

  const announce = () => {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      document.getElementById("live").textContent = sentence();
    }, 700);
  };

  const arrow = (id, day, label) => {
    const old = document.getElementById(id);
    if (day) {
      const to = address();
      to.searchParams.set("on", day);
      const link = old.matches("a") ? old : Object.assign(document.createElement("a"), { id, className: "button step" });
      link.href = to.href;
      link.textContent = old.textContent;
      link.dataset.on = day;
      link.setAttribute("aria-label", `${label}, ${words(number(day))}`);
      if (link !== old) old.replaceWith(link);
    } else if (old.matches("a")) {
      const text = Object.assign(document.createElement("span"), { id, className: "button step off" });
      text.textContent = old.textContent;
      if (document.activeElement === old) slider.focus();
      old.replaceWith(text);
    }
  };

  const fetchDay = async (focusSide) => {
    waiting = 0;
    const mine = ++turn;
    const to = address();
    to.pathname = "/relations/day";
    let text;
    try {
      const response = await fetch(to, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      text = await response.text();
    } catch {
      return; // the picture stays right; the list is told again with the next day
    }
    if (mine !== turn) return;
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("day");
    const old = document.getElementById("day");
    if (!fresh || !old) return;
    const within = old.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
    if (old.querySelector("#ties-table")?.open) fresh.querySelector("#ties-table").open = true;
    const top = old.querySelector("#beside").scrollTop;
    old.replaceWith(document.adoptNode(fresh));
    fresh.querySelector("#beside").scrollTop = focusSide ? 0 : top;
    if (focusSide || within !== null) {
      fresh.querySelector("#beside").focus({ preventScroll: true });
    }
    counts = JSON.parse(fresh.dataset.counts);
    arrow("before", fresh.dataset.before, "The change before");
    arrow("after", fresh.dataset.after, "The next change");
    tell();
    const query = address().search;
    for (const link of map.querySelectorAll("#exports a, #to-matrix, .permanent a")) link.search = query;
  };

  const settle = ({ focusSide = false, speak = true } = {}) => {
    draw();
    tell();
    clearTimeout(waiting);
    waiting = setTimeout(() => fetchDay(focusSide), timer ? 900 : focusSide ? 0 : 200);
    history.replaceState({}, "", address());
    if (speak && !timer) announce();
  };

  const goTo = (day) => {
    on = Math.min(Math.max(day, first), last);
    counts = {};
    settle();
  };

  const pause = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.querySelector(".play-word").textContent = "Play";
    play.firstElementChild.textContent = "▶";
  };

  play.addEventListener("click", () => {
    if (timer) {
      pause();
      settle();
      return;
    }
    if (place() >= stops.length - 1) on = stops[0];
    play.setAttribute("aria-pressed", "true");
    play.querySelector(".play-word").textContent = "Pause";
    play.firstElementChild.textContent = "❚❚";
    timer = setInterval(() => {
      on = stops[Math.min(place() + 1, stops.length - 1)];
      counts = {};
      draw();
      tell();
      if (!waiting) waiting = setTimeout(() => fetchDay(false), 900);
      if (place() >= stops.length - 1) {
        pause();
        settle();
      }
    }, TICK);
  });

  slider.addEventListener("input", () => {
    if (timer) pause();
    goTo(stops[Number(slider.value)]);
  });
  dateField.addEventListener("change", () => {
    if (dateField.value) goTo(number(dateField.value));
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") {
      counts = {};
      settle();
    } else if (event.target.name === "hide") form.requestSubmit();
  });

  const look = (key) => {
    looked = key || of;
    draw();
  };
  const choose = (key, focusSide) => {
    of = key;
    looked = key;
    form.elements.of.value = key;
    settle({ focusSide, speak: false });
  };
  const pointed = (event) => event.target.closest?.(".actor, .hub");
  ring.addEventListener("pointerover", (event) => look(keyOf(pointed(event))));
  ring.addEventListener("pointerleave", () => look(""));
  ring.addEventListener("focusin", (event) => look(keyOf(pointed(event))));
  ring.addEventListener("focusout", () => look(""));
  const keyOf = (element) => element?.dataset.actor ?? element?.dataset.hub ?? "";

  const plain = (event) => !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  ring.addEventListener("click", (event) => {
    const element = pointed(event);
    if (!element || !plain(event)) return;
    event.preventDefault();
    const key = keyOf(element);
    choose(key === of ? "" : key, event.detail === 0 && key !== of); // by keyboard: on to the list
  });
  map.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-of], a[data-on]");
    if (!link || !plain(event)) return;
    event.preventDefault();
    if (link.dataset.on) {
      if (timer) pause();
      goTo(number(link.dataset.on));
    } else choose(link.dataset.of, true);
  });
  for (const id of ["before", "after"]) {
    const link = document.getElementById(id);
    if (link?.matches("a")) link.dataset.on = new URL(link.href).searchParams.get("on");
  }

  const frame = ring.closest(".picture");
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // on a phone the middle of the ring is seen first
  slider.hidden = false;
  play.hidden = false;
  counts = JSON.parse(document.getElementById("day").dataset.counts);
  draw();
  tell();
  stop = () => {
    clearInterval(timer);
    clearTimeout(waiting);
    clearTimeout(speaking);
  };
};

document.addEventListener("foedus:main", setUp);
if (document.readyState !== "loading") setUp();
