/** Values for `{name:Type}` placeholders of a warehouse statement; they never enter its text. */
export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>;
