// Measures the terminals against the least that could serve one; arguments choose rows, such as P1 P3. The argument
// `trees` measures the drawing of large traces instead.
if (process.argv.includes('trees')) await import('../tests/bench/trees.ts');
else await import('../tests/bench/terminal.ts');

export {};
