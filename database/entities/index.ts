/** Entity classes of the tables that are read as objects; hot paths use SQL in their repositories. */
export const entities = [];
