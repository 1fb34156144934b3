/** Version of the engine: part of every run's id. Equal to package.json's, which a test checks. */
export const engineVersion = '0.1.0';
