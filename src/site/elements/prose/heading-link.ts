/** Milliseconds for which “Copied” stands beside a heading: long enough to be read. */
const SHOWN = 1600;

/** A click on a heading's link copies its address, and says so beside it. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.heading-link');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  navigator.clipboard?.writeText(link.href).then(
    () => say(link),
    // Without the right to copy it is a link all the same.
    () => undefined,
  );
});

function say(link: HTMLElement): void {
  link.querySelector('[role="status"]')?.remove();
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  said.className = 'heading-copied';
  link.append(said);
  // A reader that speaks hears what changes in a place it knows.
  requestAnimationFrame(() => {
    said.textContent = 'Link copied';
  });
  setTimeout(() => said.remove(), SHOWN);
}

export {};
