/** Loaded with the first table that is read or written: it brings 670 modules, a third of all, which the API starts without. */
export const exceljs = async () => (await import('exceljs')).default;
