/** Says one thing to the person at the terminal. Never on stdout: that belongs to the command that follows. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Shows that a long job goes on: a counting line on a terminal, a line every 15 seconds elsewhere. */
export function sayWhile(title) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const live = process.stderr.isTTY;
  if (!live) say(`${title} …`);
  const timer = setInterval(
    () => {
      if (live) process.stderr.write(`\r${title} … ${seconds()} s`);
      else say(`${title} … ${seconds()} s`);
    },
    live ? 1000 : 15_000,
  );
  return (ending) => {
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[K');
    say(`${title}: ${ending} (${seconds()} s)`);
  };
}
