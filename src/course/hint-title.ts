/** What stands above a hint, on the page and in the terminal. It helps with the step, whatever the last verdict said. */
export function hintTitle(number: number, of: number, step = 'this step'): string {
  return `Hint ${number} of ${of}, about ${step}`;
}
