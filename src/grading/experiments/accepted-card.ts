/** The card that the bank of the Bookstore accepts at once. */
export const ACCEPTED_CARD = '4242424242424242';
