/**
 * Makes a checkout ready to run: npm calls it before each of our scripts. It installs what package-lock.json
 * names when node_modules is absent, half-finished or made for another lock file, and otherwise says nothing.
 *
 * It runs on the machine's own Node (20.19 or newer; 24 comes with the install), so it is plain JavaScript and
 * imports only what Node brings. It writes to stderr alone, because stdout belongs to the command that follows,
 * and reads no stdin, for the same reason. No shell: an office's machine is often Windows.
 */
import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
/** What the last finished install was made for. Content, not dates: git gives every file of a clone the same age. */
const stampFile = join(root, 'node_modules', '.installed-for')
/** Present while an install runs; holds its process ids. Outside node_modules, which `npm ci` empties. */
const turnFile = join(root, '.installing')
const nodeInUse = join(root, '.installing-node')
const onWindows = process.platform === 'win32'
const packagedNode = `node-${onWindows ? 'win' : process.platform}-${process.arch}`

requireSomeNode24()
if (!isInstalled()) await takeTurn(install)
await requireInstalledNode24()

/** Where no packaged Node fits the machine (macOS), its own must do; said before a minute is spent installing. */
function requireSomeNode24() {
  if (isNode24(process.versions.node)) return
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (packagedNode in optionalDependencies) return
  const machine = `${process.platform} ${process.arch}`
  stop(
    `Máy này (${machine}) cần Node.js 24 trở lên, hiện có ${process.versions.node}.`,
    'Cài Node.js 24 từ https://nodejs.org rồi chạy lại.',
    `This machine (${machine}) needs its own Node.js 24 or newer; it has ${process.versions.node}.`,
  )
}

function isInstalled() {
  const stamp = textOf(stampFile)
  if (stamp !== undefined) return stamp === wantedStamp()
  // No stamp: someone may have run `npm ci` by hand, and need not wait for a second one.
  if (!isInstalledByHand()) return false
  writeFileSync(stampFile, wantedStamp())
  return true
}

function wantedStamp() {
  return `${process.platform} ${process.arch}\n${readFileSync(lockFile, 'utf8')}`
}

/** npm writes node_modules/.package-lock.json last: an install that broke off leaves none, or one of an older lock. */
function isInstalledByHand() {
  const hidden = textOf(join(root, 'node_modules', '.package-lock.json'))
  if (hidden === undefined) return false
  const installed = JSON.parse(hidden).packages
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages).filter(([path]) => path !== '')
  return wanted.every(([path, { version, integrity, optional }]) => {
    const found = installed[path]
    if (found) return found.version === version && found.integrity === integrity
    return optional === true && path !== `node_modules/${packagedNode}`
  })
}

/** Two scripts started at once must not both empty node_modules: the second waits, and finds the work done. */
async function takeTurn(work) {
  for (let waited = false; !isMyTurn(); waited = true) {
    if (!waited) {
      say(
        'Một lệnh khác đang cài thư viện; chờ lệnh đó xong. Nếu không có lệnh nào đang chạy, xóa tệp .installing.',
        'Another command is installing; waiting for it. If none is running, delete the file .installing.',
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  process.on('exit', () => rmSync(turnFile, { force: true }))
  if (!isInstalled()) await work()
}

function isMyTurn() {
  try {
    writeFileSync(turnFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  // Whoever was killed while installing left the file behind; its npm may still be at work.
  const holders = (textOf(turnFile) ?? '').split(' ').map(Number)
  if (holders[0] > 0 && !holders.some(isRunning)) rmSync(turnFile, { force: true })
  return false
}

async function install() {
  const npm = process.env.npm_execpath
  if (!npm) stop('Thư viện chưa được cài: chạy qua npm, ví dụ `npm start`.', 'Not installed yet: run this through npm.')
  say(
    'Đang cài thư viện (lần chạy đầu, hoặc sau khi cập nhật); thường dưới một phút.',
    'Installing dependencies (first run, or after an update); usually under a minute.',
  )
  const { spawn } = await import('node:child_process')
  const started = Date.now()
  rmSync(stampFile, { force: true })
  moveRunningNodeAway()
  const ownNode = process.env.npm_node_execpath ?? process.execPath
  const child = spawn(
    existsSync(ownNode) ? ownNode : nodeInUse,
    // --include: a machine set to omit dev or optional packages would get no tests and no Node 24.
    // --loglevel: `npm run -s` would hand its silence down, and a failure would go unexplained.
    [npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
  writeFileSync(turnFile, `${process.pid} ${child.pid ?? ''}`.trim())
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const progress = setInterval(() => process.stderr.write(`  … ${seconds()} giây\n`), 3000)
  const outcome = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  clearInterval(progress)
  if (outcome !== 0) {
    stop(
      `Không cài được thư viện: npm ci dừng với mã ${outcome}, lý do ở ngay trên.`,
      'Kiểm tra kết nối mạng, proxy và dung lượng đĩa rồi chạy lại.',
      `npm ci ended with ${outcome}; its reason is above. Check network, proxy and disk space, then run again.`,
    )
  }
  writeFileSync(stampFile, wantedStamp())
  say(`Đã cài xong sau ${seconds()} giây.`, `Installed in ${seconds()} s.`)
  try {
    rmSync(nodeInUse, { force: true })
  } catch {
    // Windows deletes no program that runs; the next install will.
  }
}

/** Windows deletes no program that runs, and this one may be running from node_modules; it allows renaming it. */
function moveRunningNodeAway() {
  if (!process.execPath.startsWith(join(root, 'node_modules'))) return
  rmSync(nodeInUse, { force: true })
  renameSync(process.execPath, nodeInUse)
}

/** npm puts node_modules/.bin first on the path of the script that follows: the `node` there must be 24 and run. */
async function requireInstalledNode24() {
  if (isNode24(process.versions.node)) return
  const program = join(packagedNode, 'bin', onWindows ? 'node.exe' : 'node')
  const { spawnSync } = await import('node:child_process')
  const answer = spawnSync(join(root, 'node_modules', program), ['--version'], { encoding: 'utf8' })
  if (answer.status === 0 && isNode24(answer.stdout.slice(1))) return linkNode(program)
  stop(
    `Node.js 24 đi kèm (${packagedNode}) không chạy được trên máy này.`,
    'Xóa thư mục node_modules rồi chạy lại; nếu vẫn vậy, cài Node.js 24 từ https://nodejs.org.',
    `The Node.js 24 that comes along (${packagedNode}) does not run here: delete node_modules and run again,`,
    'or install Node.js 24.',
  )
}

/** npm 10 clears away the packages of other platforms together with the link that they all name: `.bin/node`. */
function linkNode(program) {
  const link = join(root, 'node_modules', '.bin', onWindows ? 'node.cmd' : 'node')
  if (existsSync(link)) return
  rmSync(link, { force: true })
  if (onWindows) writeFileSync(link, `@"%~dp0..\\${program}" %*\r\n`)
  else symlinkSync(join('..', program), link)
}

function isNode24(version) {
  return Number.parseInt(version, 10) >= 24
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function say(...lines) {
  process.stderr.write(`${lines.join('\n')}\n`)
}

function stop(...lines) {
  say(...lines)
  process.exit(1)
}
