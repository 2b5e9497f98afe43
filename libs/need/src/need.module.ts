import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { HireClaims } from './hire-claims.js';
import { ImportClearing } from './import/import.clearing.js';
import { ImportConfirm } from './import/import.confirm.js';
import { ImportConflicts } from './import/import.conflicts.js';
import { ImportAliasController, ImportCorrectionsController } from './import/import-corrections.controller.js';
import { CorrectionPicks } from './import/correction-picks.js';
import { ImportCorrecting } from './import/import.correcting.js';
import { ImportJudging } from './import/import.judging.js';
import { ImportCorrections } from './import/import.corrections.js';
import { ImportViews } from './import/import.views.js';
import { ImportController } from './import/import.controller.js';
import { ImportFiles } from './import/import.files.js';
import { ImportHandlers } from './import/import.handlers.js';
import { ImportSweep } from './import/import.sweep.handlers.js';
import { ImportReader } from './import/import.reader.js';
import { ImportRepository } from './import/import.repository.js';
import { ImportSaving } from './import/import.saving.js';
import { ImportSavingRepository } from './import/import.saving.repository.js';
import { ImportScopes } from './import/import.scopes.js';
import { ImportService } from './import/import.service.js';
import { ImportSheetsRepository } from './import/import.sheets.repository.js';
import { ImportTakeBack } from './import/import.take-back.js';
import { ImportTakeBackController } from './import/import.take-back.controller.js';
import { ImportTakeBackRepository } from './import/import.take-back.repository.js';
import { ImportUnderstanding } from './import/understanding.js';
import { WrongRows } from './import/wrong-rows.js';
import { NeedChecks } from './need.checks.js';
import { NeedChecksController } from './need-checks.controller.js';
import { NeedController } from './need.controller.js';
import { NeedDrafts } from './need.drafts.js';
import { NeedDraftsController } from './need-drafts.controller.js';
import { NeedEdits } from './need.edits.js';
import { NeedFeed } from './need.feed.js';
import { NeedFigures } from './need.figures.js';
import { NeedFiguresRepository } from './need-figures.repository.js';
import { NeedHandlers } from './need.handlers.js';
import { NeedLedger } from './need.ledger.js';
import { NeedNamer } from './need.names.js';
import { NeedPages } from './need.pages.js';
import { NeedPorts } from './need.ports.js';
import { NeedReportController } from './need-report.controller.js';
import { NeedProportionRuleController } from './need-proportion-rule.controller.js';
import { NeedProportionRules } from './need.proportion-rule.js';
import { NeedOpenings } from './need-openings.js';
import { NeedReads } from './need.reads.js';
import { NeedShortages } from './need.shortages.js';
import { NeedRevisionController } from './need-revisions.controller.js';
import { NeedRevisions } from './need.revisions.js';
import { NeedRules } from './need.rules.js';
import { NeedReports } from './need.reports.js';
import { NeedReportRepository } from './need-report.repository.js';
import { NeedsDue } from './need-due.repository.js';
import { NeedOutcomes } from './need-outcome.repository.js';
import { NeedRepository } from './need.repository.js';
import { NeedStartRuleController } from './need-start-rule.controller.js';
import { NeedStartRules } from './need.start-rule.js';
import { NeedService } from './need.service.js';
import './need.traces.js';

export const needPermissions = definePermissions({
  'need.read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise', 'auditor'],
  'need.publish': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise'],
  'need.check': ['city-admin', 'city-staff', 'county-staff'],
  'need.rule': ['city-admin', 'city-staff'],
  'need.answer_report': ['city-admin', 'city-staff', 'county-staff'],
  'need.import': ['city-admin', 'city-staff', 'county-staff'],
});

@Module({
  imports: [AccessModule, EnterpriseModule],
  controllers: [
    NeedDraftsController,
    NeedController,
    NeedChecksController,
    NeedReportController,
    NeedRevisionController,
    NeedStartRuleController,
    NeedProportionRuleController,
    ImportController,
    ImportCorrectionsController,
    ImportTakeBackController,
    ImportAliasController,
  ],
  providers: [
    NeedRepository,
    NeedOutcomes,
    NeedReportRepository,
    NeedsDue,
    NeedLedger,
    HireClaims,
    NeedReads,
    NeedOpenings,
    NeedShortages,
    NeedFeed,
    NeedPorts,
    NeedChecks,
    NeedStartRules,
    NeedProportionRules,
    NeedRules,
    NeedFiguresRepository,
    NeedFigures,
    NeedRevisions,
    NeedEdits,
    NeedService,
    NeedDrafts,
    NeedReports,
    NeedNamer,
    NeedPages,
    NeedHandlers,
    ImportRepository,
    ImportSheetsRepository,
    ImportFiles,
    ImportReader,
    ImportUnderstanding,
    ImportClearing,
    ImportConfirm,
    ImportConflicts,
    ImportSaving,
    ImportSavingRepository,
    ImportScopes,
    ImportCorrections,
    ImportViews,
    CorrectionPicks,
    ImportCorrecting,
    ImportJudging,
    ImportService,
    ImportTakeBackRepository,
    ImportTakeBack,
    WrongRows,
    ImportHandlers,
    ImportSweep,
  ],
  exports: [
    HireClaims,
    NeedProportionRules,
    NeedReads,
    NeedOpenings,
    NeedShortages,
    NeedLedger,
    NeedFeed,
    NeedFigures,
    NeedService,
    NeedEdits,
  ],
})
export class NeedModule {}
