/** What `lab` ends with, for scripts: a verdict has a small number, the others are those of sysexits.h. */
export const EXIT = {
  pass: 0,
  fail: 1,
  inconclusive: 2,
  broken: 3,
  usage: 64,
  missing: 66,
  unavailable: 69,
  defect: 70,
  busy: 75,
  refused: 77,
  interrupted: 130,
} as const;
