//! `serve` as a program over a folder, asked as a browser asks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::browser::PROGRAM;

/// No machine is so busy that an answer takes longer.
const LIMIT: Duration = Duration::from_secs(60);

/// A handbook in a folder.
pub struct Site {
    pub folder: tempfile::TempDir,
}

impl Site {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            site.put(path, text);
        }
        site
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Saves a file in one step, so that nobody sees half of it.
    pub fn put(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let half = path.parent().unwrap().join(".half");
        fs::write(&half, text).unwrap();
        fs::rename(half, path).unwrap();
    }

    pub fn serve(&self, more: &[&str]) -> Preview {
        let mut child = Command::new(PROGRAM)
            .current_dir(self.folder.path())
            .args(["serve", "--as-of", "2026-05-15"])
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"][..] })
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        let err = BufReader::new(child.stderr.take().unwrap());
        for pipe in [Box::new(out) as Box<dyn BufRead + Send>, Box::new(err)] {
            let tell = tell.clone();
            std::thread::spawn(move || {
                for line in pipe.lines().map_while(Result::ok) {
                    let _ = tell.send(line);
                }
            });
        }
        let mut preview = Preview { child, lines, address: String::new() };
        let line = preview.says("Serving http://");
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
        preview.address = address.to_owned();
        preview
    }
}

/// `serve`, until it is dropped.
pub struct Preview {
    child: Child,
    lines: Receiver<String>,
    pub address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    /// Waits for a line in the terminal that has these words.
    pub fn says(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(LIMIT);
            let line = line.unwrap_or_else(|_| panic!("the terminal never says `{words}`"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// The status and the body of an answer.
    pub fn get(&self, path: &str) -> (u16, String) {
        let request = format!("GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address);
        let mut answer = Vec::new();
        self.send(&request).read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// Waits until a page is as it should be.
    pub fn shows(&self, path: &str, is_right: impl Fn(u16, &str) -> bool) {
        let begun = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if is_right(status, &body) {
                return;
            }
            assert!(begun.elapsed() < LIMIT, "{path} stays as it is: {status} {body}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// A browser that loads a page and listens for what concerns it.
    pub fn open(&self, url: &str) -> Browser {
        let (_, page) = self.get(&format!("/{url}"));
        let of = |name: &str| {
            let (_, rest) = page.split_once(&format!(" data-{name}=\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let (version, styles) = (of("version"), of("styles"));
        let path = format!("/__throughline/events?url={url}&version={version}&styles={styles}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        let mut browser = Browser { stream: self.send(&request), heard: String::new() };
        browser.hear("event: ");
        browser
    }

    /// Presses Ctrl-C.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.ended()
    }

    fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < LIMIT, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A page in a browser.
pub struct Browser {
    stream: TcpStream,
    heard: String,
}

impl Browser {
    /// Waits until this is told, and forgets all up to it; gives what came before.
    pub fn hear(&mut self, expected: &str) -> String {
        let mut piece = [0; 4096];
        let begun = Instant::now();
        loop {
            // Signs of life come as well.
            assert!(begun.elapsed() < LIMIT, "`{expected}` is never told, but {}", self.heard);
            if let Some(at) = self.heard.find(expected) {
                let before = self.heard[..at].to_owned();
                self.heard.drain(..at + expected.len());
                return before;
            }
            let n = self.stream.read(&mut piece).unwrap_or_else(|error| {
                panic!("`{expected}` is never told, but {}: {error}", self.heard)
            });
            assert_ne!(n, 0, "the stream ended after {}", self.heard);
            self.heard.push_str(std::str::from_utf8(&piece[..n]).unwrap());
        }
    }

    /// Waits for the event of this name; gives its data and what came before.
    pub fn told(&mut self, name: &str) -> (String, String) {
        let before = self.hear(&format!("event: {name}\ndata: "));
        (self.hear("\n\n"), before)
    }
}
