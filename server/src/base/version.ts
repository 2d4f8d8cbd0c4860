/** The version in package.json (the tidy test compares them); the core reads no files. */
export const version = '0.1.0';
