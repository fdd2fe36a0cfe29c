/** A division as written in the tables beside: code, full name, pinyin initials, label point in degrees. */
export type DivisionRow = readonly [code: string, name: string, initials: string, lon: number, lat: number];
