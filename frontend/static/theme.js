// Before the first paint: theme, language, boot page. The program replaces the boot page.
{
  const root = document.documentElement, set = root.dataset, fail = () => { set.boot = "failed"; };
  let kept = () => null;
  try { const all = localStorage; kept = (key) => all.getItem("carillon." + key); } catch {}
  const theme = kept("theme");
  if (theme) set.theme = theme;
  root.lang = /^zh/i.test(kept("language") || navigator.language) ? "zh-Hans" : "en";
  set.boot = location.pathname === "/" ? "home" : "page";
  if (!self.WebAssembly) fail();
  addEventListener("error", fail, true);
}
