/** Kinds of files that hold a table, as a file chooser wants them. */
export const TABLE_FILES = '.csv,.xlsx,.xls,.xlsb,.et,.ods,text/csv';
