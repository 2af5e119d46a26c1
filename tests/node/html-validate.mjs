// How html-validate judges our pages: everything that it recommends, and why a few of its rules are not for us.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Fields of one name are a list, and buttons of one name are what one chooses by pressing: forms are read so.
    "form-dup-name": "off",
    // A title names what the page shows, and how long that is called is the county's affair.
    "long-title": "off",
    // What HTML takes for granted need not be said: a button submits its form, a field holds text.
    "no-implicit-button-type": "off",
    "no-implicit-input-type": "off",
    // Blanks at the ends of lines come from the templates' own lines.
    "no-trailing-whitespace": "off",
  },
};
