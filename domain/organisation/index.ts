export * from './kinds.js';
export * from './labels.js';
export * from './region-code.js';
export * from './region-label.js';
