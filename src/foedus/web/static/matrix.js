// The matrix of relations: a crosshair under the pointer, cells reached with the arrow keys, what ties the two in words.

const setUp = () => {
  const table = document.getElementById("matrix");
  const told = document.getElementById("cell-told");
  if (!table || !told) return;
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  let column = -1;
  let row = null;
  let active = null;

  const cross = (cell) => {
    row?.classList.remove("cross");
    if (column >= 0) {
      heads[column].classList.remove("cross");
      for (const line of rows) line.cells[column].classList.remove("cross");
    }
    column = cell ? cell.cellIndex : -1;
    row = cell ? cell.parentElement : null;
    if (!cell) return;
    row.classList.add("cross");
    heads[column].classList.add("cross");
    for (const line of rows) line.cells[column].classList.add("cross");
  };

  const say = (cell) => {
    const names = [row.cells[0].textContent, heads[cell.cellIndex].textContent];
    told.textContent = cell.title || (names[0] === names[1] ? names[0] : `${names[0]} – ${names[1]}: no tie on record`);
  };

  const activate = (cell) => {
    if (active) active.tabIndex = -1;
    active = cell;
    active.tabIndex = 0;
  };

  const shown = (target) => {
    const cell = target.closest?.("td");
    return cell && cell.closest("tbody") ? cell : null;
  };

  table.addEventListener("pointerover", (event) => {
    const cell = shown(event.target);
    if (!cell) return;
    cross(cell);
    say(cell);
  });
  table.addEventListener("pointerleave", () => cross(null));
  table.addEventListener("click", (event) => {
    const cell = shown(event.target);
    if (!cell) return;
    activate(cell);
    cell.focus();
  });
  table.addEventListener("focusin", (event) => {
    const cell = shown(event.target);
    if (!cell) return;
    cross(cell);
    say(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = shown(event.target);
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    const next = rows[cell.parentElement.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
    if (!next || next.tagName !== "TD") return;
    activate(next);
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  if (rows.length) activate(rows[0].cells[1]);
};

document.addEventListener("foedus:main", setUp);
if (document.readyState !== "loading") setUp();
