//! Under which names the preview answers. A foreign page can give its own name this machine's number and then ask as
//! if the preview were its own; it cannot choose the name that the browser sends.

use std::net::IpAddr;

/// The names that are answered to.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    chosen: String,
    ip: IpAddr,
}

impl Hosts {
    pub fn new(chosen: &str, ip: IpAddr) -> Self {
        Self { chosen: chosen.to_ascii_lowercase(), ip }
    }

    /// Whether to answer a request with this `Host`.
    pub fn allow(&self, host: &str) -> bool {
        let Some(name) = name_of(host) else { return false };
        let name = name.to_ascii_lowercase();
        if let Ok(ip) = name.parse::<IpAddr>() {
            // A number is nobody's name. Where all numbers of the machine are listened on, any may be used.
            return ip.is_loopback() || ip == self.ip || self.ip.is_unspecified();
        }
        name == "localhost" || name.ends_with(".localhost") || name == self.chosen
    }
}

/// The name without its port, and without the brackets of an IPv6 number.
fn name_of(host: &str) -> Option<&str> {
    if let Some(rest) = host.strip_prefix('[') {
        let (name, port) = rest.split_once(']')?;
        return (port.is_empty() || is_port(port.strip_prefix(':')?)).then_some(name);
    }
    match host.split_once(':') {
        Some((name, port)) => is_port(port).then_some(name),
        None => Some(host),
    }
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
