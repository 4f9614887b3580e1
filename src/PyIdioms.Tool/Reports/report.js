// Shows and hides findings by severity; without scripts everything is shown.
const hiddenSeverities = new Set();
for (const button of document.querySelectorAll(".filters button")) {
  button.addEventListener("click", () => {
    const severity = button.dataset.severity;
    const shown = hiddenSeverities.delete(severity);
    if (!shown) hiddenSeverities.add(severity);
    button.setAttribute("aria-pressed", String(shown));
    for (const row of document.querySelectorAll("[data-severity]:not(button)")) row.hidden = hiddenSeverities.has(row.dataset.severity);
    for (const file of document.querySelectorAll(".file")) file.hidden = !file.querySelector("article:not([hidden])");
  });
}
