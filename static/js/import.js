// How many doubtful rows still wait for an answer, while they are answered; without this file the page says it as it comes.
"use strict";

{
  // A block, since a file that is uploaded puts a new page into the same document.
  const unanswered = document.getElementById("unanswered");
  const doubts = document.querySelectorAll("[data-doubt]");

  const count = () => {
    const waiting = [...doubts].filter((one) => one.querySelector("input:checked") === null).length;
    const sentence = waiting === 1 ? unanswered.dataset.one : unanswered.dataset.more.replace("#", String(waiting));
    unanswered.textContent = waiting > 0 ? sentence : "";
  };

  if (unanswered) {
    document.getElementById("import-form").addEventListener("change", count);
    // A browser that comes back fills the answers in again by itself.
    window.addEventListener("pageshow", count);
  }
}
