//! A desk of its own for each test: a virtual display, an empty home, a project folder, and the
//! program in it, driven by keys and mouse. Everything that was started ends with the test.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Size of the display.
pub const SCREEN: (i32, i32) = (1440, 900);

const TOOLS: &[&str] = &["Xvfb", "xdotool", "import", "strace"];

/// Says why the test cannot run here. Under `CI` that is a failure.
pub fn missing() -> Option<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let has = |tool: &&&str| std::env::split_paths(&path).any(|folder| folder.join(tool).is_file());
    let absent: Vec<&str> = TOOLS.iter().filter(|tool| !has(tool)).copied().collect();
    if absent.is_empty() {
        return None;
    }
    let reason = format!("skipped: {} not found (`bash tests/run.sh packages` installs what is needed)", absent.join(", "));
    assert!(std::env::var_os("CI").is_none(), "{reason}");
    Some(reason)
}

/// Asks until the answer is there; panics with `what` after `seconds`.
#[track_caller]
pub fn until<T>(seconds: u64, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < Duration::from_secs(seconds), "waited {seconds} s for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Lets the program draw what it was told.
pub fn pause() {
    std::thread::sleep(Duration::from_millis(400));
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A display with a home and a project folder.
pub struct Desk {
    name: &'static str,
    display: String,
    folder: TempDir,
    _screen: Running,
}

impl Desk {
    /// Starts a display on a free number. The project folder has Chinese and a space in its name.
    pub fn new(name: &'static str) -> Self {
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"])
            .arg(format!("{}x{}x24", SCREEN.0, SCREEN.1))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let answer = screen.stdout.take().expect("piped");
        let screen = Running(screen);
        let mut number = String::new();
        BufReader::new(answer).read_line(&mut number).expect("a display number");
        let folder = tempfile::Builder::new().prefix("cluster-atlas-").tempdir().expect("a folder");
        for part in ["home", "run", "项目 one/saved_views"] {
            fs::create_dir_all(folder.path().join(part)).expect("a folder");
        }
        Self { name, display: format!(":{}", number.trim()), folder, _screen: screen }
    }

    /// The project folder.
    pub fn project(&self) -> PathBuf {
        self.folder.path().join("项目 one")
    }

    /// View files of the project, sorted.
    pub fn views(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.project().join("saved_views")).expect("the project");
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        found.retain(|path| path.to_string_lossy().ends_with(".view.ron"));
        found.sort();
        found
    }

    /// A command with the environment of this desk.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("DISPLAY", &self.display)
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("LANG", "en_US.UTF-8")
            .env("LC_ALL", "en_US.UTF-8")
            .env_remove("LANGUAGE")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        if let Some(driver) = software_driver() {
            command.env("VK_ICD_FILENAMES", &driver).env("VK_DRIVER_FILES", &driver);
        }
        command
    }

    /// Runs the program without a window.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_cluster-atlas")).args(args).output().expect("the program runs")
    }

    /// Writes a file beside the project.
    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("a file");
        path
    }

    /// Runs the program to its end: what it printed, and the calls it made to the system to talk to
    /// other programs or machines.
    pub fn network_calls(&self, args: &[&std::ffi::OsStr]) -> (String, String) {
        let calls = self.folder.path().join("calls.txt");
        let output = self
            .command("strace")
            .args(["--follow-forks", "--seccomp-bpf", "--trace=%network", "--output"])
            .arg(&calls)
            .arg(env!("CARGO_BIN_EXE_cluster-atlas"))
            .args(args)
            .output()
            .expect("strace runs");
        (String::from_utf8_lossy(&output.stdout).into_owned(), read(&calls))
    }

    /// Opens the window on the project and waits until it stands.
    pub fn open(&self, args: &[&str]) -> Window<'_> {
        let log = self.folder.path().join("log.txt");
        let out = File::create(&log).expect("a log");
        let program = self
            .command(env!("CARGO_BIN_EXE_cluster-atlas"))
            .arg("--project")
            .arg(self.project())
            .arg("--trace")
            .args(args)
            .stdin(Stdio::null())
            .stdout(out.try_clone().expect("a log"))
            .stderr(out)
            .spawn()
            .expect("the program starts");
        let mut window = Window { desk: self, program: Running(program), id: String::new(), log };
        window.id = until(60, "the window", || {
            let output = window.tool(&["search", "--onlyvisible", "--name", "Cluster Atlas"]);
            output.lines().next_back().map(str::to_owned)
        });
        until(60, "a complete frame", || window.log().contains("complete_frame_ms").then_some(()));
        window.tool(&["windowfocus", "--sync", &window.id]);
        pause();
        window
    }
}

/// The software Vulkan driver's description, wherever the system keeps it.
fn software_driver() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(Path::new("/usr/share/vulkan/icd.d")).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("lvp_icd")));
    found.sort();
    found.pop()
}

/// The open program.
pub struct Window<'a> {
    desk: &'a Desk,
    program: Running,
    id: String,
    log: PathBuf,
}

impl Window<'_> {
    fn tool(&self, args: &[&str]) -> String {
        let output = self.desk.command("xdotool").args(args).output().expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// What the program printed.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Processor time used so far, in the kernel's ticks (10 ms each).
    pub fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.program.0.id())).expect("a running program");
        let (_, fields) = stat.rsplit_once(')').expect("a stat line");
        fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("ticks")).sum()
    }

    /// Presses a key or a chord, as xdotool writes them: `ctrl+k`. The program handles keys in
    /// their order, however fast they come.
    pub fn key(&self, chord: &str) {
        self.tool(&["key", chord]);
    }

    /// Types text.
    pub fn write(&self, text: &str) {
        self.tool(&["type", "--delay", "20", text]);
    }

    /// Moves the pointer to a point of the window.
    pub fn point(&self, (x, y): (i32, i32)) {
        self.tool(&["mousemove", "--window", &self.id, "--sync", &x.to_string(), &y.to_string()]);
    }

    /// Drags with the primary button, in steps and with a rest before letting go, so that the map
    /// does not glide on.
    pub fn drag(&self, from: (i32, i32), to: (i32, i32)) {
        self.point(from);
        self.tool(&["mousedown", "1"]);
        for step in 1..=10 {
            self.point((from.0 + (to.0 - from.0) * step / 10, from.1 + (to.1 - from.1) * step / 10));
            std::thread::sleep(Duration::from_millis(30));
        }
        std::thread::sleep(Duration::from_millis(500));
        self.tool(&["mouseup", "1"]);
        pause();
    }

    /// Saves and gives the file back: the one that was written or changed by it.
    #[track_caller]
    pub fn save(&self) -> (PathBuf, String) {
        let before: Vec<(PathBuf, String)> = self.desk.views().into_iter().map(|path| (path.clone(), read(&path))).collect();
        self.key("ctrl+s");
        until(20, "a saved view", || {
            let now: Vec<(PathBuf, String)> = self.desk.views().into_iter().map(|path| (path.clone(), read(&path))).collect();
            now.into_iter().find(|file| !before.contains(file) && !file.1.is_empty())
        })
    }

    /// Closes the window and waits for the program's end.
    #[track_caller]
    pub fn quit(mut self) {
        self.key("ctrl+q");
        until(20, "the program's end", || self.program.0.try_wait().expect("a child").map(|_| ()));
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("window-{}.png", self.desk.name));
            drop(self.desk.command("import").args(["-window", "root"]).arg(&picture).status());
            eprintln!("the screen as it was: {}\nthe program said:\n{}", picture.display(), self.log());
        }
    }
}
