import type { DataSource } from 'typeorm';

export const isMysql = (source: DataSource): boolean => source.options.type === 'mysql' || source.options.type === 'mariadb';
