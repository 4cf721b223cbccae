export type CoordinationFormKey = never;
