// Before the first paint: the theme and the language that were chosen, so that nothing flashes.
try {
  const root = document.documentElement, kept = (key) => localStorage.getItem("carillon." + key);
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  root.lang = (kept("language") || navigator.language).startsWith("zh") ? "zh-Hans" : "en";
} catch {}
