// Shows, beside a value, all the words that prove it, and beside words all the values they prove. Everything works without it.
"use strict";
function light(names) {
  for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  for (const name of names) {
    const row = document.getElementById(name);
    if (row) row.classList.add("on");
    for (const mark of document.querySelectorAll(".mark")) {
      if (mark.dataset.paths.split(" ").includes(name)) mark.classList.add("on");
    }
  }
}
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) light(mark.dataset.paths.trim().split(" "));
  const row = event.target.closest(".facts > div");
  if (row) light([row.id]);
});
