/** An error whose message is all the person at the terminal needs to see. */
export function friendly(message) {
  return Object.assign(new Error(message), { friendly: true });
}
