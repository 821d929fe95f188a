/** A year whose book is closed already; those after it wait to be, each with the head that was proposed. */
export const closedYear = 1990;
export const headsToClose = new Map<number, string>();

let nextToClose = closedYear;

/** The next year whose book may be closed. */
export const nextYearToClose = () => ++nextToClose;

/** Closes the book of the year asked for last, by the head that was proposed. */
export const headOfThatYear = () => headsToClose.get(nextToClose);
