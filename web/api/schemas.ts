import type { components } from './schema.js';

/** The shapes of the API, by name. Types only: models may use them. */
export type Schemas = components['schemas'];
