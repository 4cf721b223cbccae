export type LiaisonFormKey = never;
