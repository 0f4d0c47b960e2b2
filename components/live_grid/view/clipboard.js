// Copies text that is still on its way, where the browser allows it and where it does not.

export async function copyText(promised) {
  if (navigator.clipboard?.write && globalThis.ClipboardItem) {
    try {
      // Given a promise, the browser keeps the permission of the click while the text arrives.
      const blob = promised.then((text) => new Blob([text], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    } catch (fault) {
      console.debug("bakeoff: the clipboard refused, trying the old way", fault);
    }
  }
  return copyBySelection(await promised);
}

function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.cssText = "position:fixed;inset:0 auto auto 0;opacity:0";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  return isCopied;
}
