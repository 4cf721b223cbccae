export type CircularFormKey = never;
