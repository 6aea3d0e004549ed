/** Copies text and says so on the button for a moment; without the right to copy, it says that. */
export async function copyText(text: string, button: HTMLElement): Promise<void> {
  const before = button.dataset['label'] ?? button.textContent ?? '';
  button.dataset['label'] = before;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'The browser does not allow copying';
  }
  setTimeout(() => {
    button.textContent = before;
  }, 1600);
}
