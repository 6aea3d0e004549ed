/**
 * Keeps a closed terminal or one forgotten rejection from ending the process on the spot, because what it
 * started would then be left running.
 */
export function surviveLostTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('unhandledRejection', (error) => {
    console.error('A defect of the server:', error);
  });
}
