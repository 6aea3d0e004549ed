/** The one card that every page of the course uses. */
export const CARD = '4242424242424242';
