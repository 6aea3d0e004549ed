// Measures the terminals against the least that could serve one; arguments choose rows, such as P1 P3.
import '../tests/bench/terminal.ts';
