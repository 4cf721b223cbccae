/** Everything of a year's plan begins at this hour of its day, +08:00. */
export const STARTS_AT = '09:00';
