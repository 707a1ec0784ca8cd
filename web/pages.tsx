/** Which page an address shows. Who has not signed in chooses a person first, and stays at the address. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { hasDesk } from '../domain/firstAsked.ts'
import { choicesQuestion } from './api/questions.ts'
import { DeskPage } from './desk/deskPage.tsx'
import { Asked, Waiting } from './frame/asked.tsx'
import { Frame } from './frame/frame.tsx'
import { Mishap } from './frame/mishap.tsx'
import { OfficeProvider } from './frame/office.tsx'
import { PageTitle } from './frame/pageTitle.tsx'
import { OverviewPage } from './overview/overviewPage.tsx'
import { SignInPage } from './signIn/signInPage.tsx'
import { TasksPage } from './tasks/tasksPage.tsx'
import { useWords } from './words/language.tsx'

const TaskPage = lazy(() => import('./tasks/taskPage.tsx').then(({ TaskPage }) => ({ default: TaskPage })))
const CyclesPage = lazy(() => import('./cycles/cyclesPage.tsx').then(({ CyclesPage }) => ({ default: CyclesPage })))
const CyclePage = lazy(() => import('./cycles/cyclePage.tsx').then(({ CyclePage }) => ({ default: CyclePage })))
const TargetsPage = lazy(() =>
  import('./targets/targetsPage.tsx').then(({ TargetsPage }) => ({ default: TargetsPage })),
)
const TargetPage = lazy(() => import('./targets/targetPage.tsx').then(({ TargetPage }) => ({ default: TargetPage })))
const ContributionPage = lazy(() =>
  import('./contributions/contributionPage.tsx').then(({ ContributionPage }) => ({ default: ContributionPage })),
)
const GiveWorkPage = lazy(() =>
  import('./tasks/many/giveWorkPage.tsx').then(({ GiveWorkPage }) => ({ default: GiveWorkPage })),
)
const AnnexesPage = lazy(() => import('./annex/annexesPage.tsx').then(({ AnnexesPage }) => ({ default: AnnexesPage })))
const AnnexPage = lazy(() => import('./annex/annexPage.tsx').then(({ AnnexPage }) => ({ default: AnnexPage })))
const MondaySheetPage = lazy(() =>
  import('./overview/mondaySheetPage.tsx').then(({ MondaySheetPage }) => ({ default: MondaySheetPage })),
)
const LeaderSheetPage = lazy(() =>
  import('./overview/leaderSheetPage.tsx').then(({ LeaderSheetPage }) => ({ default: LeaderSheetPage })),
)
const AccountPage = lazy(() =>
  import('./account/accountPage.tsx').then(({ AccountPage }) => ({ default: AccountPage })),
)
const CalendarPage = lazy(() =>
  import('./calendar/calendarPage.tsx').then(({ CalendarPage }) => ({ default: CalendarPage })),
)
const DocumentPage = lazy(() =>
  import('./programme/documentPage.tsx').then(({ DocumentPage }) => ({ default: DocumentPage })),
)
const FindPage = lazy(() => import('./find/findPage.tsx').then(({ FindPage }) => ({ default: FindPage })))
const TrailPage = lazy(() => import('./trail/trailPage.tsx').then(({ TrailPage }) => ({ default: TrailPage })))
const AdminPage = lazy(() => import('./admin/adminPage.tsx').then(({ AdminPage }) => ({ default: AdminPage })))
const ReleasePage = lazy(() => import('./admin/releasePage.tsx').then(({ ReleasePage }) => ({ default: ReleasePage })))
const LettersPage = lazy(() =>
  import('./letters/lettersPage.tsx').then(({ LettersPage }) => ({ default: LettersPage })),
)
const LetterPage = lazy(() => import('./letters/letterPage.tsx').then(({ LetterPage }) => ({ default: LetterPage })))

export function Pages() {
  const choices = useQuery(choicesQuestion)
  return (
    <Asked answer={choices} whole>
      {({ session, ...rest }) =>
        session ? (
          <OfficeProvider session={session}>
            <Frame>
              <Mishap>
                <Suspense fallback={<Waiting whole />}>
                  <Switch>
                    <Route path="/">{hasDesk(session) ? <DeskPage /> : <OverviewPage />}</Route>
                    <Route path="/tong-quan" component={OverviewPage} />
                    <Route path="/giao-viec" component={GiveWorkPage} />
                    <Route path="/giao-viec/phu-luc" component={AnnexesPage} />
                    <Route path="/giao-viec/phu-luc/:id">{({ id }) => <AnnexPage key={id} id={id} />}</Route>
                    <Route path="/to-giao-ban" component={MondaySheetPage} />
                    <Route path="/phieu-trinh/:task">{({ task }) => <LeaderSheetPage key={task} task={task} />}</Route>
                    <Route path="/nhiem-vu" component={TasksPage} />
                    <Route path="/nhiem-vu/:id">{({ id }) => <TaskPage key={id} id={id} />}</Route>
                    <Route path="/van-ban/:programme">
                      {({ programme }) => <DocumentPage key={programme} programme={programme} />}
                    </Route>
                    <Route path="/chi-tieu" component={TargetsPage} />
                    <Route path="/chi-tieu/:id">{({ id }) => <TargetPage key={id} id={id} />}</Route>
                    <Route path="/dot-ky" component={CyclesPage} />
                    <Route path="/dot-ky/:id">{({ id }) => <CyclePage key={id} id={id} />}</Route>
                    <Route path="/phan-gui/:id">{({ id }) => <ContributionPage key={id} id={id} />}</Route>
                    <Route path="/tai-khoan" component={AccountPage} />
                    <Route path="/lich" component={CalendarPage} />
                    <Route path="/tim" component={FindPage} />
                    <Route path="/nhat-ky" component={TrailPage} />
                    <Route path="/quan-tri/:part?">{({ part }) => <AdminPage part={part} />}</Route>
                    <Route path="/thoi-dam-nhiem/:id">{({ id }) => <ReleasePage key={id} id={id} />}</Route>
                    <Route path="/thu" component={LettersPage} />
                    <Route path="/thu/:id">{({ id }) => <LetterPage key={id} id={decodeURIComponent(id)} />}</Route>
                    <Route component={NoPage} />
                  </Switch>
                </Suspense>
              </Mishap>
            </Frame>
          </OfficeProvider>
        ) : (
          <SignInPage choices={rest} />
        )
      }
    </Asked>
  )
}

function NoPage() {
  const { trouble } = useWords()
  return (
    <>
      <PageTitle>{trouble.title}</PageTitle>
      <p>{trouble.notFound}</p>
    </>
  )
}
