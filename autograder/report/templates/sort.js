"use strict";
// Headers become buttons only where this runs: without it the tables stay as they are.
for (const table of document.querySelectorAll("table.sortable")) {
  const headers = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const key = (row, column) => {
    const cell = row.cells[column];
    const value = cell.dataset.sort ?? cell.textContent.trim();
    return headers[column].classList.contains("number") ? parseFloat(value) || 0 : value;
  };
  headers.forEach((header, column) => {
    const name = header.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const numeric = header.classList.contains("number");
      const current = header.getAttribute("aria-sort");
      // Numbers start with the largest, names with A.
      const descending = current ? current === "ascending" : numeric;
      const rows = [...body.rows].map((row) => [key(row, column), row]);
      rows.sort(([a], [b]) => (numeric ? a - b : a.localeCompare(b)) * (descending ? -1 : 1));
      body.append(...rows.map(([, row]) => row));
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const said = document.getElementById("said");
      said.textContent = (descending ? said.dataset.descending : said.dataset.ascending).replace("{}", () => name);
    });
  });
}
