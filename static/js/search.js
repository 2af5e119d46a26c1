// What results are narrowed by stands open beside them also in browsers that cannot open it by style alone.
"use strict";

{
  const narrow = document.querySelector(".facets > details");
  const wide = window.matchMedia("(min-width: 821px)");
  if (narrow && !CSS.supports("selector(::details-content)")) {
    const follow = () => {
      narrow.open = wide.matches;
    };
    wide.addEventListener("change", follow);
    follow();
  }
}
