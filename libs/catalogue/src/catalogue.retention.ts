import { keepWithoutRule } from '#platform/db';

keepWithoutRule('published figures, never changed', 'shortage_catalogue', 'shortage_line', 'shortage_document');
keepWithoutRule('counts of job seekers by occupation; nobody is named', 'seeker_register');
