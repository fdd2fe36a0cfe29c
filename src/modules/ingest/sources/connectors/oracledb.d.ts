/** The part of oracledb that is used here; the package brings no types. */
declare module 'oracledb' {
  interface ResultSet {
    getRows(count: number): Promise<unknown[][]>;
    close(): Promise<void>;
  }
  interface Connection {
    execute(sql: string, binds: unknown[], options: object): Promise<{ resultSet: ResultSet }>;
    close(): Promise<void>;
  }
  const oracledb: {
    readonly OUT_FORMAT_ARRAY: number;
    readonly STRING: unknown;
    readonly DB_TYPE_CLOB: unknown;
    readonly DB_TYPE_NCLOB: unknown;
    getConnection(options: {
      user: string;
      password: string;
      connectString: string;
      connectTimeout?: number;
    }): Promise<Connection>;
  };
  export = oracledb;
}
