// Development builds only: loads the page again when a newer one was built. Polling, because the relay that serves
// the page knows nothing of Trunk, and the policy allows requests to the page's own origin only.
(() => {
  let running;
  setInterval(async () => {
    const answer = await fetch("/build-id.txt", { cache: "no-store" }).catch(() => undefined);
    const id = answer?.ok ? await answer.text() : "";
    // While Trunk swaps the files, something else may answer under this address.
    if (!/^[0-9a-f]{16}$/.test(id)) return;
    if (running !== undefined && running !== id) location.reload();
    running = id;
  }, 500);
})();
