import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { Conflicts } from './conflicts.service.js';
import { FieldContacts } from './contact.service.js';
import { Enrolments } from './enrolment.service.js';
import { FieldConflictController, FieldController, FieldDeviceController, FieldPaperController } from './field.controller.js';
import { FieldRepository } from './field.repository.js';
import { EntryBook } from './entry-book.js';
import { FieldPapers } from './papers.service.js';
import { FieldSync } from './sync.service.js';
import './field.retention.js';
import './field.traces.js';

export const fieldPermissions = definePermissions({
  'field.enrol': ['city-admin', 'city-staff', 'county-staff', 'enterprise', 'supplier'],
  'field.settle': ['city-admin', 'city-staff', 'county-staff', 'supplier'],
});

@Module({
  imports: [AccessModule],
  controllers: [FieldDeviceController, FieldController, FieldPaperController, FieldConflictController],
  providers: [FieldRepository, Enrolments, FieldContacts, EntryBook, FieldSync, FieldPapers, Conflicts],
})
export class FieldModule {}
