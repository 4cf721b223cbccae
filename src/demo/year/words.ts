/** 3月2日 of 2027-03-02. */
export const dayIn = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

/** Every title begins with the region and the year, which the story is about. */
export const shortly = (title: string): string => title.replace(/^双江自治县\d{4}年/u, '');
